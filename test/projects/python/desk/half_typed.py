def parcels(orders):
    waiting = [orders]
    while waiting:
        order = waiting.pop(0
        waiting.append(order.next)
