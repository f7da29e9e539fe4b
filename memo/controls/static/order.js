// A list to be put in order.

function orderField(field, id) {
  return { node: group(field, id), read: () => null, write: () => {} };
}

