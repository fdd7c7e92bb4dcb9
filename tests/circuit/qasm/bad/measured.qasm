// bad:4:9: found 3 qubits measured into 2 bits, expected as many bits as qubits
OPENQASM 2.0;
qreg q[3]; creg c[2];
measure q -> c;
