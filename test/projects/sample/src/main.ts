import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { fetchCustomer } from './api/customers.ts';
import { cancelOrder, fetchOrders } from './api/orders.ts';
import { History } from './editor/history.ts';
import { parseTemplate, render } from './editor/template.ts';
import { archive, clearArchive } from './invoices/archive.ts';
import { deliveryNote } from './invoices/delivery.ts';
import { createInvoice } from './invoices/invoice.ts';

const baseUrl = 'https://shop.example/api';
const folder = 'invoices';
const [command, id = '', file = ''] = process.argv.slice(2);

switch (command) {
  case 'invoice': {
    const customer = await fetchCustomer(baseUrl, id);
    const orders = await fetchOrders(baseUrl, customer.id);
    await archive(
      folder,
      orders.map((order, index) => createInvoice(customer, order, index + 1)),
    );
    break;
  }
  case 'cancel':
    await cancelOrder(baseUrl, id);
    console.log(deliveryNote({ state: 'returned', reason: 'cancelled' }));
    break;
  case 'letter': {
    const letter = new History(await readFile(file, 'utf8'));
    letter.change(render(parseTemplate(letter.text), new Map([['name', id]])));
    console.log(letter.text);
    break;
  }
  case 'clear':
    await clearArchive(folder);
    break;
  default:
    console.log('Usage: invoice-desk invoice CUSTOMER | cancel ORDER | letter NAME FILE | clear');
    process.exitCode = 1;
}
