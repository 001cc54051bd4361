"""Who the United States works with: countries, operating units, security-force units, people and their postings."""
