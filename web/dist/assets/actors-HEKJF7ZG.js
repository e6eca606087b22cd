import{C as t,F as i}from"./chunk-PVANXCRS.js";function o(){return t(i,{children:"This screen is being built."})}export{o as default};
