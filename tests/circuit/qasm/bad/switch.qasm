// bad:4:1: found 'switch', expected a statement that circuits need; write 'if' and 'else'
OPENQASM 3.0;
qubit q; bit[2] c;
switch (c) { case 0 { } }
