with container(border=True):
    markdown("inside")
