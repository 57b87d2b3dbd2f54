"""What no plan can beat: branch and bound over linear programs, every bound of it checked in whole numbers."""
