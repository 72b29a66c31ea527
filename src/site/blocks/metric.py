metric("Open orders", 42, delta=-3, better="down")
