"""The e-mail channel: how a message becomes a letter, and how a letter leaves the house.

contacts   who a letter goes to, asked of people
letter     headers and bodies of one mail
transport  what handing a letter over can come to
folder     letters as files, for trials and small installations without a mail server
smtp       letters to a mail server
settings   which of these, from the environment
"""
