OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
bit flag = true;
for uint[8] i in [0:2] { h q[i]; delay[10ns] q[i]; }
c[0] = measure q[0];
if (c[0] && !flag) { x q[1]; } else if (c == 1) { y q[1]; } else { z q[1]; }
flag = c[0] ^ c[1];
reset q[0];
c[1:2] = measure q[1:2];
