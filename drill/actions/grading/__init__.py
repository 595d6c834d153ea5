"""`drill code`: a submission graded and explained."""
