"""What every page needs: guard, transaction, session, forms, headers, templates."""
