boolean sure = checkbox("I agree");
