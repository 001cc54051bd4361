"""Programs of six kinds and their money: plan, recipients, funds and transactions, delivery, training records."""
