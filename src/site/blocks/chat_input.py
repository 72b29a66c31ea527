said = chat_input("Ask me", accept=["image/*"])
