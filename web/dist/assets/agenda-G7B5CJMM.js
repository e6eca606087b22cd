import{A as t,D as e}from"./chunk-4SX2Z2K2.js";function i(){return t(e,{children:"This screen is being built."})}export{i as default};
