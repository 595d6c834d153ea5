"""When to ask what: memory, study days, the queue, the plan. Pure."""
