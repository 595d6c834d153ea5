"""`drill doctor`: what works on this machine, and what is damaged."""
