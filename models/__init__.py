"""What is known and what is decided: the problem, the plan, and the judge that knows nothing of the solver."""
