"""Sweeps: engines, retries, finished points that are kept, interruptions."""
