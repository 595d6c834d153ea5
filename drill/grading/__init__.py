"""Everything between a submission and its report: inputs, sandbox, comparison, diagnosis."""
