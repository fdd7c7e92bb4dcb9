// bad:4:6: found a second declaration of 'q', expected every name declared once
OPENQASM 2.0;
qreg q[2];
creg q[2];
