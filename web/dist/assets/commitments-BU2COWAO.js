import{C as t,F as i}from"./chunk-PVANXCRS.js";function m(){return t(i,{children:"This screen is being built."})}export{m as default};
