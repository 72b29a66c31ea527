[report] = file_input("Report", accept=[".csv", "image/*"], max_bytes=1_000_000)
pictures = file_input("Pictures", accept=["image/*"], multiple=True)
