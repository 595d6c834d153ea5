"""`drill import`: from notes to drafts of cards."""
