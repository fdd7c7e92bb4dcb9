OPENQASM 3.0;
include "stdgates.inc";
gate ecr a, b { s a; sx b; cx a, b; x a; }
bit[2] c;
rz(0.5) $12; sx $13;
ecr $12, $13;
delay[71.1ns] $12;
barrier $12, $13;
c[0] = measure $12;
c[1] = measure $13;
