import{C as i,F as n}from"./chunk-PVANXCRS.js";function t(){return i(n,{children:"This screen is being built."})}export{t as default};
