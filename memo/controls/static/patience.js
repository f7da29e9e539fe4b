// anywidget gives a control two seconds to load. On an old or busy computer that is not enough, and then anywidget keeps
// from the control for good whatever Python says to it: nothing is ever "saved", no figure follows. So the kit asks for a
// minute, for the controls to come, plotly's figures among them, …
const PATIENCE = 60_000, SHORT = 2_000;
if (!AbortSignal.timeout.patient) {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (time) => timeout(time === SHORT ? PATIENCE : time);
  AbortSignal.timeout.patient = true;
}

// … and a control that had begun to load before that hears Python as every other widget does, and asks for what it missed.
const NOTHING = { content: { data: {} } };
function hearAlways({ model }) {
  const whole = model.set({}); // anywidget hands out a part of the model only; `set` returns all of it
  let kind = Object.getPrototypeOf(whole);
  while (kind && !Object.hasOwn(kind, "_handle_comm_msg")) kind = Object.getPrototypeOf(kind);
  const plain = kind && Object.getPrototypeOf(kind)._handle_comm_msg;
  if (!plain || !whole.comm) return;
  whole.comm.on_msg(plain.bind(whole));
  kind._handle_comm_msg.call(whole, NOTHING).catch(() => whole.comm.send({ method: "request_state" }, {}, {}, []));
}
