// Loaded before the program: notes every connection and every name that is looked up.
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const note = (line) => fs.appendFileSync(process.env.CONNECTIONS, `${line}\n`);

// oxlint-disable typescript/unbound-method -- called with the socket below
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectAndNote(...args) {
  const [first, second] = args.flat();
  const {
    host = 'localhost',
    port,
    path,
  } = typeof first === 'object' ? first : { port: first, host: second };
  note(path ?? `${host}:${port}`);
  return connect.apply(this, args);
};

for (const holder of [dns, dns.promises]) {
  const { lookup } = holder;
  holder.lookup = (name, ...rest) => {
    note(`lookup ${name}`);
    return lookup(name, ...rest);
  };
}

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function sendAndNote(...args) {
  note('datagram');
  return send.apply(this, args);
};
