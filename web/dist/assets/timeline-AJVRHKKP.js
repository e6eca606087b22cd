import{A as i,D as e}from"./chunk-4SX2Z2K2.js";function t(){return i(e,{children:"This screen is being built."})}export{t as default};
