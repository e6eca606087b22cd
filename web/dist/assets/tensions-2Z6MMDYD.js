import{A as i,D as n}from"./chunk-4SX2Z2K2.js";function t(){return i(n,{children:"This screen is being built."})}export{t as default};
