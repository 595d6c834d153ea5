"""What people type: read, compared with what was wanted, and explained. Nothing else is needed."""
