import{A as i,D as t}from"./chunk-4SX2Z2K2.js";function e(){return i(t,{children:"This screen is being built."})}export{e as default};
