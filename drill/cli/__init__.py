"""The command line: parse, call one action, render, exit. Heavy imports happen in the commands."""
