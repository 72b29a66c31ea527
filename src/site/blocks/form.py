with form() as asked:
    name = asked.text_input("Name")
    host = asked.text_input("Host")
mail = f"{name.value}@{host.value}"
