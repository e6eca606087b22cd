import{C as t,F as i}from"./chunk-PVANXCRS.js";function n(){return t(i,{children:"This screen is being built."})}export{n as default};
