import{A as e,D as i}from"./chunk-4SX2Z2K2.js";function t(){return e(i,{children:"This screen is being built."})}export{t as default};
