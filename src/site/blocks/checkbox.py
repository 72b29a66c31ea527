sure = checkbox("I agree")
