"""The people of a picture: who they are, and how heads, hands, clothes and whole figures are drawn."""
