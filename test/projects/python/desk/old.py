def parcels(orders):
    for order in orders:
        print order
