image(b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="32"><rect width="96" height="32" fill="#58b"/></svg>', alt="The sky", name="sky.svg")
