"""Projects: who hosts (organisations, committees, mentors), on what terms, and what projects."""
