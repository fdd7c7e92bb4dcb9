OPENQASM 3.0;
include "stdgates.inc";
gate turn(t, p) a, b { ctrl @ rx(t / 2) a, b; inv @ U(t, p, -p) b; gphase(p); pow(2) @ s a; }
const float angle_of = pi / 3;
qubit[4] q; bit[4] c;
ctrl(2) @ turn(angle_of, 0.5) q[0], q[1], q[2], q[3];
negctrl @ ctrl @ pow(1/2.0) @ x q[0], q[1], q[2];
inv @ ctrl @ gphase(0.25) q[3];
c = measure q;
