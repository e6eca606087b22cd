import{C as i,F as t}from"./chunk-PVANXCRS.js";function o(){return i(t,{children:"This screen is being built."})}export{o as default};
