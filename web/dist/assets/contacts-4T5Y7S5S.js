import{A as t,D as i}from"./chunk-4SX2Z2K2.js";function n(){return t(i,{children:"This screen is being built."})}export{n as default};
