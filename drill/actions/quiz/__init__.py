"""`drill quiz`: what is asked, how it is answered, what remains."""
