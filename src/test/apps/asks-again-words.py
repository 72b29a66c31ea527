from yera import form, markdown, text_input

word = text_input("Word", validate=lambda word: "Longer, please." if len(word) < 3 else None)
with form() as fields:
    number = fields.number_input("Even", min_value=0, validate=lambda n: "Odd." if n % 2 else None)
    other = fields.checkbox("Other")
markdown(f"{word} {number.value}")
