import{C as e,F as i}from"./chunk-PVANXCRS.js";function t(){return e(i,{children:"This screen is being built."})}export{t as default};
