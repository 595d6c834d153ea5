"""A session: what is due, what stands around a card, what was learned."""
