"""Applications: contracts, exchanges from form to certificate, placements, logbooks, deadlines."""
