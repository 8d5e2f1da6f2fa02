def open_tags(tags):
	found = []
	for tag in tags:
		if tag[0] == "/":
			found = found[:-1]
		else:
			found = found + [tag]
	return found


def short(tags):
	found = []
	for tag in tags:
		# code-coach-ignore-next-line stack-shaped/py-copied-stack -- three at most
		found = found + [tag]
	return found
