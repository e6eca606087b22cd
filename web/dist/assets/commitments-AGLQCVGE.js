import{A as t,D as i}from"./chunk-4SX2Z2K2.js";function m(){return t(i,{children:"This screen is being built."})}export{m as default};
