"""The API's manners: declared permissions, unknown parameters refused, versions on writes, problem+json."""
